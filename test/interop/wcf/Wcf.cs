// The operation PutPicture of the service Claims by WCF, as a service and as a client.
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.Text;
using System.Threading;

[ServiceContract(Namespace = "http://claims.example/")]
public interface IClaims
{
    [OperationContract(Action = "http://claims.example/PutPicture", ReplyAction = "http://claims.example/PutPictureResponse")]
    [return: MessageParameter(Name = "Length")]
    int PutPicture(string Sku, ref byte[] Picture);
}

public class Claims : IClaims
{
    public int PutPicture(string Sku, ref byte[] Picture)
    {
        if (Sku == "refuse") throw new FaultException("refused");
        Picture = Picture.Reverse().ToArray();
        return Picture.Length;
    }
}

static class Wcf
{
    static readonly string[] Names = { "soap11", "soap12", "soap11-addressing", "soap12-addressing", "mtom11", "mtom12" };

    static Binding BindingOf(string name)
    {
        switch (name)
        {
            case "soap11": return new BasicHttpBinding();
            case "soap12": return Text(MessageVersion.Soap12);
            case "soap11-addressing": return Text(MessageVersion.Soap11WSAddressingAugust2004);
            case "soap12-addressing": return new WSHttpBinding(SecurityMode.None);
            case "mtom11": return new BasicHttpBinding { MessageEncoding = WSMessageEncoding.Mtom };
            case "mtom12": return new WSHttpBinding(SecurityMode.None) { MessageEncoding = WSMessageEncoding.Mtom };
            default: throw new ArgumentException(name);
        }
    }

    static Binding Text(MessageVersion version)
    {
        return new CustomBinding(new TextMessageEncodingBindingElement(version, Encoding.UTF8), new HttpTransportBindingElement());
    }

    /// Takes the address of a service to call, or nothing to be one.
    static void Main(string[] arguments)
    {
        if (arguments.Length == 0) Serve();
        else Call(arguments[0]);
    }

    /// Has an endpoint for each binding, at its name.
    static void Serve()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = string.Format("http://127.0.0.1:{0}/", ((IPEndPoint)free.LocalEndpoint).Port);
        free.Stop();
        foreach (var name in Names)
        {
            // Of several endpoints at one host, Mono does not reach all.
            var host = new ServiceHost(typeof(Claims), new Uri(address + name));
            host.AddServiceEndpoint(typeof(IClaims), BindingOf(name), "");
            // Without it, Mono makes an internal error of each fault.
            host.Description.Behaviors.Find<ServiceDebugBehavior>().IncludeExceptionDetailInFaults = true;
            host.Open();
        }
        Console.WriteLine("LISTENING " + address);
        Thread.Sleep(Timeout.Infinite);
    }

    /// Reads a binding, a SKU and a picture in base64 from each line, with tabs between them, and prints the outcome.
    static void Call(string address)
    {
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var words = line.Split('\t');
            try
            {
                var claims = new ChannelFactory<IClaims>(BindingOf(words[0]), new EndpointAddress(address)).CreateChannel();
                var picture = Convert.FromBase64String(words[2]);
                var length = claims.PutPicture(words[1], ref picture);
                Console.WriteLine("{0}\t{1}", length, Convert.ToBase64String(picture));
            }
            catch (FaultException fault) { Console.WriteLine("fault\t{0}", fault.Message); }
            catch (Exception error) { Console.WriteLine("failed\t{0}", error.Message.Replace("\n", " ")); }
        }
    }
}
