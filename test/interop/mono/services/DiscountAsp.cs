using System;
using System.Web.Services;

namespace DiscountAsp
{
    [WebService(Namespace = "http://api.discountasp.net/", Name = "CustomerApi")]
    public class CustomerApi : WebService
    {
        /// A job has been completed if its key is of odd length.
        [WebMethod(Description = "Get the status on an asynchronous job")]
        public JobStatus GetJobStatus(string key, Guid jobId)
        {
            var start = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);
            return new JobStatus {
                JobName = jobId.ToString(),
                Status = key,
                StartDateTime = start,
                CompletedDateTime = (key ?? "").Length % 2 == 0 ? (DateTime?)null : start.AddMilliseconds(1500),
            };
        }
    }

    public class JobStatus
    {
        public string JobName;
        public string Status;
        public DateTime StartDateTime;
        public DateTime? CompletedDateTime;
        public string ErrorMessage;
    }
}
