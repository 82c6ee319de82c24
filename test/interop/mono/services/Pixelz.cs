using System;
using System.Web.Services;

namespace Pixelz
{
    [WebService(Namespace = "http://removethebackground.com/", Name = "soap")]
    public class Soap : WebService
    {
        /// Says of the image what it was asked with.
        [WebMethod]
        public ImageStatusResponse GetImageStatus(
            string contactEmail, string contactAPIkey, string imageTicket, string customerImageId)
        {
            var length = (contactEmail ?? "").Length;
            var status = new ImageStatus {
                ImageTicket = new Guid(length, 0, 0, new byte[8]),
                CustomerImageId = customerImageId,
                ProductId = contactEmail,
                StatusName = contactAPIkey,
                StatusId = length,
                IsPaid = !string.IsNullOrEmpty(customerImageId),
                ThumbnailImageURL = imageTicket,
                FinalImagesURL = new[] { contactEmail, contactAPIkey, imageTicket, customerImageId },
            };
            return new ImageStatusResponse { ImageStatus = status };
        }

        [WebMethod]
        public RejectImageResponse RejectProcessedImage(
            string contactEmail, string contactAPIkey, string imageTicket, string comment, string customerImageId,
            string markupImageUrl)
        {
            return new RejectImageResponse();
        }
    }

    public class ImageStatusResponse
    {
        public ImageStatus ImageStatus;
    }

    public class ImageStatus
    {
        public Guid ImageTicket;
        public string CustomerImageId;
        public string ProductId;
        public string StatusName;
        public int StatusId;
        public bool IsPaid;
        public string ThumbnailImageURL;
        public string[] FinalImagesURL;
    }

    public class RejectImageResponse
    {
    }
}
