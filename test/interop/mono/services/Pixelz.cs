using System;
using System.Web.Services;

namespace Pixelz
{
    [WebService(Namespace = "http://removethebackground.com/", Name = "soap")]
    public class Soap : WebService
    {
        /// Says of the image what it was asked with; the image has a ticket if it was asked for by one.
        [WebMethod]
        public ImageStatusResponse GetImageStatus(
            string contactEmail, string contactAPIkey, string imageTicket, string customerImageId)
        {
            Guid ticket;
            var status = new ImageStatus {
                ImageTicket = Guid.TryParse(imageTicket, out ticket) ? ticket : Guid.Empty,
                CustomerImageId = customerImageId,
                ProductId = contactEmail,
                StatusName = contactAPIkey,
                StatusId = (contactEmail ?? "").Length,
                IsPaid = ticket != Guid.Empty,
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
            if (comment == "again") throw new InvalidOperationException(imageTicket + " was rejected before");
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
