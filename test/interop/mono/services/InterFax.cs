using System;
using System.Linq;
using System.Web.Services;

namespace InterFax
{
    [WebService(Namespace = "http://www.interfax.cc")]
    public class InterFax : WebService
    {
        /// Up to three items, after the last transaction that the caller knows; no list for less than none.
        [WebMethod]
        public FaxItemEx[] FaxStatusEx(
            string Username, string Password, int LastTransactionID, int MaxItems, ref int TotalCount, ref int ListSize,
            ref int ResultCode)
        {
            if (MaxItems < 0) {
                ResultCode = -1003;
                return null;
            }
            var count = Math.Min(MaxItems, 3);
            TotalCount = unchecked(TotalCount + 1);
            ListSize = count;
            return Enumerable.Range(1, count).Select(number => Item(Username, unchecked(LastTransactionID + number))).ToArray();
        }

        static FaxItemEx Item(string user, int transaction)
        {
            var submitted = new DateTime(2024, 2, 29, 23, 59, 58, DateTimeKind.Utc);
            return new FaxItemEx {
                ParentTransactionID = 7,
                TransactionID = transaction,
                SubmitTime = submitted,
                PostponeTime = submitted.AddTicks(1),
                CompletionTime = DateTime.SpecifyKind(submitted, DateTimeKind.Unspecified),
                UserID = user,
                Contact = "",
                JobID = null,
                DestinationFax = "+49 40 123 & <5>",
                PagesSent = short.MaxValue,
                Status = int.MinValue,
                Subject = "Grüße, 世界 😀",
                PagesSubmitted = short.MinValue,
                Units = 1.50m,
                CostPerUnit = decimal.MaxValue,
            };
        }
    }

    public class FaxItemEx
    {
        public int ParentTransactionID;
        public int TransactionID;
        public DateTime SubmitTime;
        public DateTime PostponeTime;
        public DateTime CompletionTime;
        public string UserID;
        public string Contact;
        public string JobID;
        public string DestinationFax;
        public string ReplyEmail;
        public string RemoteCSID;
        public short PagesSent;
        public int Status;
        public int Duration;
        public string Subject;
        public short PagesSubmitted;
        public string SenderCSID;
        public short Priority;
        public decimal Units;
        public decimal CostPerUnit;
        public string PageSize;
        public string PageOrientation;
        public string PageResolution;
        public string RenderingQuality;
        public string PageHeader;
        public short RetriesToPerform;
        public short TrialsPerformed;
    }
}
