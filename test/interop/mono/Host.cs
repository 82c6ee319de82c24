// ASP.NET without a web server: takes HTTP/1.1 on loopback and gives each request to the runtime of ASP.NET.
// Mono's own server, xsp4, does not start on Debian 12.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Web;
using System.Web.Hosting;

/// Lives in the application's domain; it is told from the first one to listen.
public class Host : MarshalByRefObject
{
    /// Takes the folder of the site, in whose bin/ this program lies.
    public static void Main(string[] arguments)
    {
        var site = Path.GetFullPath(arguments[0]);
        var host = (Host)ApplicationHost.CreateApplicationHost(typeof(Host), "/", site);
        Console.WriteLine("LISTENING http://127.0.0.1:{0}/", host.Listen(site));
        Thread.Sleep(Timeout.Infinite);
    }

    public override object InitializeLifetimeService() { return null; }

    public int Listen(string site)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        InBackground(() => {
            for (;;) {
                var client = listener.AcceptTcpClient();
                InBackground(() => Converse(client, site, port));
            }
        });
        return port;
    }

    static void InBackground(ThreadStart work) { new Thread(work) { IsBackground = true }.Start(); }

    /// Answers the requests of one connection, one after another.
    static void Converse(TcpClient client, string site, int port)
    {
        try {
            using (client) {
                client.NoDelay = true;
                var stream = new BufferedStream(client.GetStream());
                for (var request = Request.Read(stream); request != null; request = Request.Read(stream)) {
                    var exchange = new Exchange(request, site, port);
                    HttpRuntime.ProcessRequest(exchange);
                    exchange.Answer(stream);
                }
            }
        } catch (IOException) {
            // The client is gone.
        } catch (Exception error) {
            Console.Error.WriteLine(error);
        }
    }
}

/// A request as it was sent. A body in chunks gets a length, as IIS gives it one.
class Request
{
    public string Verb, Target, Version;
    public readonly Dictionary<string, string> Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    public byte[] Body;

    /// Null at the end of the connection.
    public static Request Read(Stream stream)
    {
        var first = Line(stream);
        if (first == "") return null;
        var words = first.Split(' ');
        var request = new Request { Verb = words[0], Target = words[1], Version = words[2] };
        for (var line = Line(stream); line != ""; line = Line(stream)) {
            var colon = line.IndexOf(':');
            request.Headers[line.Substring(0, colon)] = line.Substring(colon + 1).Trim();
        }
        string coding, length;
        if (request.Headers.TryGetValue("Transfer-Encoding", out coding)) {
            var body = new MemoryStream();
            for (var size = Size(stream); size > 0; size = Size(stream)) {
                var chunk = Bytes(stream, size);
                body.Write(chunk, 0, size);
                Line(stream);
            }
            Line(stream);
            request.Body = body.ToArray();
            request.Headers["Content-Length"] = request.Body.Length.ToString();
        } else {
            request.Body = Bytes(stream, request.Headers.TryGetValue("Content-Length", out length) ? int.Parse(length) : 0);
        }
        return request;
    }

    static int Size(Stream stream) { return Convert.ToInt32(Line(stream).Split(';')[0], 16); }

    static byte[] Bytes(Stream stream, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;) {
            var count = stream.Read(bytes, at, length - at);
            if (count == 0) throw new EndOfStreamException();
            at += count;
        }
        return bytes;
    }

    static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next >= 0 && next != '\n'; next = stream.ReadByte()) line.Append((char)next);
        return line.ToString().TrimEnd('\r');
    }
}

/// What the runtime of ASP.NET asks of a request, and says for an answer.
class Exchange : HttpWorkerRequest
{
    readonly Request request;
    readonly string site, path, query, info;
    readonly int port;
    readonly ManualResetEvent ended = new ManualResetEvent(false);
    readonly StringBuilder head = new StringBuilder();
    readonly MemoryStream body = new MemoryStream();
    string status = "200 OK";

    public Exchange(Request request, string site, int port)
    {
        this.request = request;
        this.site = site;
        this.port = port;
        var parts = request.Target.Split(new[] { '?' }, 2);
        query = parts.Length == 2 ? parts[1] : "";
        // An operation of GET and POST follows the file: /shop.asmx/GetPrice.
        var whole = Uri.UnescapeDataString(parts[0]);
        var end = whole.IndexOf(".asmx/", StringComparison.OrdinalIgnoreCase);
        path = end < 0 ? whole : whole.Substring(0, end + 5);
        info = whole.Substring(path.Length);
    }

    /// Waits for the runtime, and sends what it said.
    public void Answer(Stream stream)
    {
        ended.WaitOne();
        var text = string.Format("HTTP/1.1 {0}\r\n{1}Content-Length: {2}\r\n\r\n", status, head, body.Length);
        var bytes = Encoding.ASCII.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
        body.WriteTo(stream);
        stream.Flush();
    }

    public override string GetHttpVerbName() { return request.Verb; }
    public override string GetHttpVersion() { return request.Version; }
    public override string GetRawUrl() { return request.Target; }
    public override string GetUriPath() { return path + info; }
    public override string GetFilePath() { return path; }
    public override string GetPathInfo() { return info; }
    public override string GetQueryString() { return query; }
    public override byte[] GetQueryStringRawBytes() { return Encoding.ASCII.GetBytes(query); }
    public override string GetAppPath() { return "/"; }
    public override string GetAppPathTranslated() { return site; }
    public override string GetFilePathTranslated() { return MapPath(path); }
    public override string MapPath(string path) { return Path.Combine(site, path.TrimStart('/')); }
    public override string GetServerName() { return "127.0.0.1"; }
    public override string GetLocalAddress() { return "127.0.0.1"; }
    public override int GetLocalPort() { return port; }
    public override string GetRemoteAddress() { return "127.0.0.1"; }
    public override int GetRemotePort() { return 0; }
    public override byte[] GetPreloadedEntityBody() { return request.Body; }
    public override bool IsEntireEntityBodyIsPreloaded() { return true; }
    public override string GetKnownRequestHeader(int index) { return GetUnknownRequestHeader(GetKnownRequestHeaderName(index)); }
    public override string GetUnknownRequestHeader(string name)
    {
        string value;
        return request.Headers.TryGetValue(name, out value) ? value : null;
    }
    public override string[][] GetUnknownRequestHeaders()
    {
        var others = new List<string[]>();
        foreach (var header in request.Headers)
            if (GetKnownRequestHeaderIndex(header.Key) < 0) others.Add(new[] { header.Key, header.Value });
        return others.ToArray();
    }

    public override void SendStatus(int code, string description) { status = code + " " + description; }
    public override void SendKnownResponseHeader(int index, string value)
    {
        SendUnknownResponseHeader(GetKnownResponseHeaderName(index), value);
    }
    public override void SendUnknownResponseHeader(string name, string value)
    {
        // How the body is delimited is not the runtime's to say.
        if (name == "Content-Length" || name == "Transfer-Encoding" || name == "Connection") return;
        head.AppendFormat("{0}: {1}\r\n", name, value);
    }
    public override void SendResponseFromMemory(byte[] data, int length) { body.Write(data, 0, length); }
    public override void SendResponseFromFile(string path, long offset, long length) { throw new NotSupportedException(); }
    public override void SendResponseFromFile(IntPtr file, long offset, long length) { throw new NotSupportedException(); }
    public override void FlushResponse(bool last) { }
    public override void EndOfRequest() { ended.Set(); }
}
