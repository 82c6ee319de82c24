using System;
using System.Web.Services;
using System.Web.Services.Description;
using System.Web.Services.Protocols;
using System.Xml;
using System.Xml.Serialization;

namespace Echo
{
    /// Forms of messages.
    [WebService(Namespace = "http://messages.example/")]
    [WebServiceBinding(ConformsTo = WsiProfiles.None)]
    public class Messages : WebService
    {
        [WebMethod] public void Nothing() { }
        [WebMethod] public int Seven() { return 7; }
        [WebMethod] public void Forget(string note) { }

        [WebMethod]
        public string References(ref int number, ref Line line, out string copy, string text)
        {
            copy = text;
            return text;
        }

        [WebMethod]
        public void OnlyOut(string text, out string copy, out int length)
        {
            copy = text;
            length = text == null ? -1 : text.Length;
        }

        [WebMethod(MessageName = "AddInt32")] public int Add(int a, int b) { return unchecked(a + b); }
        [WebMethod(MessageName = "AddStrings")] public string Add(string a, string b) { return a + b; }

        [WebMethod]
        [SoapDocumentMethod(ParameterStyle = SoapParameterStyle.Bare)]
        public Line Bare(Line value) { return value; }

        [WebMethod]
        [SoapDocumentMethod(ParameterStyle = SoapParameterStyle.Bare)]
        [return: XmlElement("BareText")]
        public string BareSimple([XmlElement("BareNumber")] int value) { return XmlConvert.ToString(value); }

        [WebMethod]
        [SoapDocumentMethod("urn:an-action", RequestElementName = "Ask", ResponseElementName = "Tell",
            RequestNamespace = "http://messages.example/ask", ResponseNamespace = "http://messages.example/tell")]
        public Line Renamed([XmlElement("It")] Line value) { return value; }

        [WebMethod] [SoapRpcMethod(Use = SoapBindingUse.Literal)]
        public string RpcLiteral(string text, int number) { return text + number; }

        [WebMethod] [SoapRpcMethod(Use = SoapBindingUse.Literal)]
        public Line RpcLiteralLine(Line value) { return value; }
    }

    /// Header blocks.
    [WebService(Namespace = "http://headers.example/")]
    public class Headers : WebService
    {
        public Ticket Caller;
        public Receipt Given;
        public Session Shared;

        [WebMethod] [SoapHeader("Caller")]
        public string In(string text) { return text + Ask().User + Ask().Number; }

        [WebMethod] [SoapHeader("Given", Direction = SoapHeaderDirection.Out)]
        public string Out(string text)
        {
            Given = new Receipt { Text = text, When = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc) };
            return text;
        }

        [WebMethod] [SoapHeader("Shared", Direction = SoapHeaderDirection.InOut)]
        public int Both(int number)
        {
            Count(1);
            return number;
        }

        [WebMethod]
        [SoapHeader("Caller"), SoapHeader("Shared", Direction = SoapHeaderDirection.InOut)]
        [SoapHeader("Given", Direction = SoapHeaderDirection.Out)]
        public void All()
        {
            Given = new Receipt { Text = Ask().User };
            Count(Ask().Number);
        }

        // GET and POST carry no header blocks.
        Ticket Ask() { return Caller ?? new Ticket(); }

        void Count(int number)
        {
            if (Shared != null) Shared.Count = unchecked(Shared.Count + number);
        }
    }

    public class Ticket : SoapHeader
    {
        public string User;
        public int Number;
    }

    public class Receipt : SoapHeader
    {
        public string Text;
        public DateTime When;
    }

    public class Session : SoapHeader
    {
        public string Key;
        public long Count;
    }

    /// What goes wrong.
    [WebService(Namespace = "http://faults.example/")]
    public class Faults : WebService
    {
        [WebMethod] public int Throw(string text) { throw new InvalidOperationException(text); }

        [WebMethod]
        public int Refuse(string text)
        {
            throw new SoapException(text, SoapException.ClientFaultCode, "http://faults.example/actor");
        }

        [WebMethod]
        public int RefuseInDetail(string text)
        {
            var document = new XmlDocument();
            var detail = document.CreateElement("detail");
            var inner = document.CreateElement("Why", "http://faults.example/");
            inner.SetAttribute("number", "5");
            inner.InnerText = text;
            detail.AppendChild(inner);
            throw new SoapException(text, SoapException.ClientFaultCode, "", detail);
        }

        [WebMethod]
        public int RefuseByCode(string text)
        {
            var inner = new SoapFaultSubCode(new XmlQualifiedName("TooLate", "http://faults.example/"));
            var outer = new SoapFaultSubCode(new XmlQualifiedName("Closed", "http://faults.example/"), inner);
            throw new SoapException(text, SoapException.ServerFaultCode, null, null, null, null, outer, null);
        }

        [WebMethod]
        public int RefuseHeader(string text) { throw new SoapHeaderException(text, SoapException.ClientFaultCode); }

        [WebMethod]
        public int Divide(int dividend, int divisor) { return dividend / divisor; }

        /// A text of characters by their numbers, of which XML knows some only.
        [WebMethod]
        public string Characters(int first, int count)
        {
            var text = new char[count];
            for (var index = 0; index < count; index++) text[index] = (char)(first + index);
            return new string(text);
        }
    }
}
