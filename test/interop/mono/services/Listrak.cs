using System;
using System.Web.Services;
using System.Web.Services.Protocols;
using System.Xml.Serialization;

namespace Listrak
{
    [WebService(Namespace = "http://webservices.listrak.com/v31/")]
    public class IntegrationService : WebService
    {
        public WSUser Caller;

        /// The state of a process follows from its number; its name is the user's.
        [WebMethod]
        [SoapHeader("Caller")]
        [return: XmlElement("WSProcessStatus")]
        public WSProcessStatus GetProcessStatus(int ProcessID)
        {
            if (Caller == null || Caller.Password == "wrong")
                throw new SoapException("the user is not known", SoapException.ClientFaultCode);
            var start = new DateTime(2024, 2, 29, 12, 0, 0);
            return new WSProcessStatus {
                ProcessID = ProcessID,
                ListID = (Caller.Password ?? "").Length,
                ProcessName = Caller.UserName,
                ProcessStartTime = start,
                ProcessCompleteTime = start.AddDays(1),
                Status = (ProcessStatus)(Math.Abs((long)ProcessID) % 6),
            };
        }
    }

    public class WSUser : SoapHeader
    {
        public string UserName;
        public string Password;
    }

    public class WSProcessStatus
    {
        public int ProcessID;
        public int ListID;
        public string ProcessName;
        public DateTime ProcessStartTime;
        public DateTime ProcessCompleteTime;
        public ProcessStatus Status;
    }

    public enum ProcessStatus
    {
        DataActivelyUploading,
        DataUploaded,
        DataReadyForProcessing,
        ProcessingData,
        ProcessingCompleted,
        ProcessingFailed,
    }
}
