// Verifies and signs envelopes with Apache WSS4J and Santuario, on which CXF, Spring-WS and JBoss build. Reads a command from each
// line of its input, with tabs between its words, and prints a line: what it did, or FAILED and the reason.
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSDataRef;
import org.apache.ws.security.WSEncryptionPart;
import org.apache.ws.security.WSPasswordCallback;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.components.crypto.Merlin;
import org.apache.ws.security.message.WSSecHeader;
import org.apache.ws.security.message.WSSecSignature;
import org.apache.ws.security.message.WSSecSignatureConfirmation;
import org.apache.ws.security.message.WSSecTimestamp;
import org.w3c.dom.Document;

public class Wss4j
{
    /// Takes the password of the users whose tokens it accepts, in base64, and the files of the keys (PKCS #12).
    public static void main(String[] arguments) throws Exception
    {
        var password = new String(Base64.getDecoder().decode(arguments[0]), "UTF-8");
        var program = new Wss4j(password, List.of(arguments).subList(1, arguments.length));
        var output = new PrintStream(System.out, true, "UTF-8");
        var input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            try {
                output.println(program.answer(line.split("\t", -1)));
            } catch (Exception error) {
                output.println("FAILED " + String.valueOf(error.getMessage()).replaceAll("\\s+", " "));
            }
        }
    }

    static final char[] filePassword = "secret".toCharArray();

    final Merlin crypto = new Merlin();
    final String userPassword;

    Wss4j(String userPassword, List<String> files) throws Exception
    {
        var all = KeyStore.getInstance("PKCS12");
        all.load(null, null);
        for (var file : files) {
            var store = KeyStore.getInstance(Path.of(file).toFile(), filePassword);
            for (var alias : Collections.list(store.aliases())) {
                all.setKeyEntry(alias, store.getKey(alias, filePassword), filePassword, store.getCertificateChain(alias));
            }
        }
        crypto.setKeyStore(all);
        this.userPassword = userPassword;
    }

    String answer(String[] words) throws Exception
    {
        if (words[0].equals("verify")) return verify(words[1], words[2].equals("profile"));
        sign(words[1], words[2], words[3], words[4], words[5], words[6], words[7]);
        return "signed";
    }

    /// The names of the elements that are signed, `user` for a right password, and `time` for a Timestamp that is valid, each
    /// element of the Security block in turn, and the last one first.
    /// The Basic Security Profile, which is checked on request, knows no key without a SecurityTokenReference.
    String verify(String file, boolean checksProfile) throws Exception
    {
        var configuration = WSSConfig.getNewInstance();
        configuration.setWsiBSPCompliant(checksProfile);
        var engine = new WSSecurityEngine();
        engine.setWssConfig(configuration);
        CallbackHandler passwords = callbacks -> {
            for (Callback callback : callbacks) ((WSPasswordCallback)callback).setPassword(userPassword);
        };
        var found = new ArrayList<String>();
        var results = engine.processSecurityHeader(documentIn(file), null, passwords, crypto);
        if (results != null) for (var result : results) {
            var action = (Integer)result.get(WSSecurityEngineResult.TAG_ACTION);
            if (action == WSConstants.UT) found.add("user");
            if (action == WSConstants.TS) found.add("time");
            if (action != WSConstants.SIGN) continue;
            @SuppressWarnings("unchecked")
            var references = (List<WSDataRef>)result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
            for (var reference : references) found.add(reference.getName().getLocalPart());
        }
        return String.join(" ", found);
    }

    /// Adds a Timestamp and a signature, and a SignatureConfirmation of a value, if there is one.
    void sign(String from, String to, String alias, String identifier, String algorithm, String digest, String confirmed)
        throws Exception
    {
        var document = documentIn(from);
        var header = new WSSecHeader();
        header.insertSecurityHeader(document);
        var timestamp = new WSSecTimestamp();
        timestamp.build(document, header);
        var parts = new ArrayList<WSEncryptionPart>();
        var soap = document.getDocumentElement().getNamespaceURI();
        parts.add(new WSEncryptionPart("Body", soap, ""));
        parts.add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
        if (!confirmed.isEmpty()) {
            new WSSecSignatureConfirmation().build(document, Base64.getDecoder().decode(confirmed), header);
            parts.add(new WSEncryptionPart("SignatureConfirmation", WSConstants.WSSE11_NS, ""));
        }
        var signature = new WSSecSignature();
        signature.setUserInfo(alias, new String(filePassword));
        signature.setKeyIdentifierType(identifierOf(identifier));
        signature.setUseSingleCertificate(true);
        signature.setSignatureAlgorithm(algorithm);
        signature.setDigestAlgo(digest);
        signature.setParts(parts);
        signature.build(document, crypto, header);
        var bytes = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(bytes));
        Files.write(Path.of(to), bytes.toByteArray());
    }

    static int identifierOf(String name)
    {
        switch (name) {
            case "binarySecurityToken": return WSConstants.BST_DIRECT_REFERENCE;
            case "issuerSerial": return WSConstants.ISSUER_SERIAL;
            case "thumbprint": return WSConstants.THUMBPRINT_IDENTIFIER;
            case "subjectKeyIdentifier": return WSConstants.SKI_KEY_IDENTIFIER;
            case "x509": return WSConstants.X509_KEY_IDENTIFIER;
            case "keyValue": return WSConstants.KEY_VALUE;
            default: throw new IllegalArgumentException(name);
        }
    }

    static Document documentIn(String file) throws Exception
    {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(Path.of(file).toFile());
    }
}
