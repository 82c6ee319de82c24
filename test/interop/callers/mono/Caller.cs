// Makes clients of a WSDL with what Mono's `wsdl` tool is a front of, and calls the echo service: `Caller.exe WSDL PROTOCOL`.
using System;
using System.CodeDom;
using System.CodeDom.Compiler;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Web.Services.Description;
using System.Web.Services.Protocols;
using System.Xml;
using Microsoft.CSharp;

static class Caller
{
    static int Main(string[] arguments)
    {
        var importer = new ServiceDescriptionImporter { ProtocolName = arguments[1] };
        using (var stream = new WebClient().OpenRead(arguments[0]))
            importer.AddServiceDescription(ServiceDescription.Read(stream), null, null);
        var names = new CodeNamespace();
        var unit = new CodeCompileUnit();
        unit.Namespaces.Add(names);
        Console.WriteLine("import " + importer.Import(names, unit));
        var options = new CompilerParameters(new[] { "System.dll", "System.Xml.dll", "System.Web.Services.dll" }) { GenerateInMemory = true };
        var compiled = new CSharpCodeProvider().CompileAssemblyFromDom(options, unit);
        foreach (CompilerError error in compiled.Errors)
            if (!error.IsWarning) { Console.Error.WriteLine(error); return 1; }
        var types = compiled.CompiledAssembly.GetTypes();
        var proxy = Activator.CreateInstance(types.Single(type => typeof(SoapHttpClientProtocol).IsAssignableFrom(type)));
        // What goes in and comes out by one name is a parameter by reference.
        Func<string, object, object> call = (name, value) =>
        {
            var values = new[] { value };
            proxy.GetType().GetMethod(name).Invoke(proxy, values);
            return values[0];
        };

        Console.WriteLine("text " + call("EchoText", "a<&\u2603"));
        Console.WriteLine("big " + call("EchoBig", long.MinValue));
        Console.WriteLine("bytes " + Convert.ToBase64String((byte[])call("EchoBytes", new byte[] { 0, 255 })));
        Console.WriteLine("numbers " + string.Join(" ", (int[])call("EchoNumbers", new[] { 1, -2 })));
        var circle = Activator.CreateInstance(types.Single(type => type.Name == "Circle"));
        Set(circle, "Name", "ring");
        Set(circle, "Radius", 0.5);
        var back = call("EchoShape", circle);
        Console.WriteLine("shape " + back.GetType().Name + " " + Get(back, "Name") + " " + Get(back, "Radius"));
        call("Notify", "now");
        var refusal = Activator.CreateInstance(types.Single(type => type.Name == "Refusal"));
        Set(refusal, "Code", -7);
        Set(refusal, "Hint", "full");
        try
        {
            call("Refuse", refusal);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is SoapException)
        {
            var fault = (SoapException)thrown.InnerException;
            Console.WriteLine("fault " + fault.Code.Name + " " + fault.Message + " " + ((XmlElement)fault.Detail).InnerText);
        }
        return 0;
    }

    static void Set(object target, string name, object value)
    {
        var property = target.GetType().GetProperty(name);
        if (property != null) property.SetValue(target, value);
        else target.GetType().GetField(name).SetValue(target, value);
    }

    static object Get(object target, string name)
    {
        var property = target.GetType().GetProperty(name);
        return property != null ? property.GetValue(target) : target.GetType().GetField(name).GetValue(target);
    }
}
