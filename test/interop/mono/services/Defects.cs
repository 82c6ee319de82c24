using System;
using System.Web.Services;
using System.Web.Services.Protocols;

namespace Echo
{
    /// What Mono does otherwise than .NET.
    [WebService(Namespace = "http://defects.example/")]
    public class Defects : WebService
    {
        static int count;

        [WebMethod] public int Count() { return count; }

        [WebMethod] [SoapDocumentMethod(OneWay = true)]
        public void Increment() { count++; }

        [WebMethod] public TimeSpan TimeSpan(TimeSpan value) { return value; }
        [WebMethod] public DateTimeOffset DateTimeOffset(DateTimeOffset value) { return value; }
    }
}
