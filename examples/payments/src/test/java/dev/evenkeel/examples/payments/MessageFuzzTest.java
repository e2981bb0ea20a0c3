// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.examples.payments.classic.ClassicParserAccess;
import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.modern.ModernParserAccess;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Broken payment messages: both parsers return the same result, without network or file access.
final class MessageFuzzTest {
    private static final String SECRET = "M-SECRET-4711";
    private static final List<String> CALLS = List.of(
            "<!DOCTYPE Document SYSTEM \"%s\">",
            "<!DOCTYPE Document PUBLIC \"-//X//EN\" \"%s\">",
            "<!DOCTYPE Document [<!ENTITY x SYSTEM \"%s\">]>",
            "<!DOCTYPE Document [<!ENTITY %% p SYSTEM \"%s\"> %%p;]>",
            "<!DOCTYPE Document [<!ENTITY %% p SYSTEM \"%s\"> <!ENTITY x \"%%p;\">]>",
            "<!DOCTYPE Document [<!NOTATION n SYSTEM \"%s\"><!ENTITY x SYSTEM \"%1$s\" NDATA n>]>",
            "<?xml-stylesheet type=\"text/xsl\" href=\"%s\"?>");
    private static final List<String> INCLUSIONS = List.of(
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"%s\" parse=\"text\"/>",
            "<x xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x %s\"/>",
            "<x xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"%s\"/>",
            "<x xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"%s\"/>");

    private final ClassicParserAccess classic = new ClassicParserAccess();
    private final ModernParserAccess modern = new ModernParserAccess();

    @Test
    void parsersAgreeWithoutNetworkOrFileAccess(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(1);
            List<String> samples = new ArrayList<>(List.of(
                    aMessage("M-1").transfers(2).xml(),
                    aMessage().transfer("E-1", "EUR", "12.50").xml()));
            for (String target : List.of("http://127.0.0.1:" + listener.getLocalPort() + "/x", secret.toUri() + "")) {
                CALLS.forEach(call -> samples.add(
                        aMessage("&x;").xml().replace("<Document ", call.formatted(target) + "<Document ")));
                INCLUSIONS.forEach(part -> samples.add(
                        aMessage("M-1").party(part.formatted(target)).xml()));
            }
            var fuzzReport = Fuzzer.of("pain.001", InputDialect.XML)
                    .samples(samples)
                    .run(input -> {
                        MessageParseResult read = modern.read(input.bytes());
                        assertThat(kind(read)).isEqualTo(kind(classic.read(input.bytes())));
                        assertThat(read.toString()).doesNotContain(SECRET);
                    });
            assertThat(fuzzReport.read()).isPositive();
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /* The parser of the JDK fails with another exception there, because it has no message for the error. */
    @Test
    void rejectsControlCharacterInDoctype() {
        byte[] message = aMessage("M-1")
                .xml()
                .replace("<Document ", "<!DOCTYPE Document [<!\u0001NTITY x \"y\">]><Document ")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(modern.read(message)).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(classic.read(message)).isInstanceOf(MessageParseResult.MalformedXml.class);
    }

    /* Readers may end at different lines of what is no XML. */
    private static Object kind(MessageParseResult messageParseResult) {
        return messageParseResult instanceof MessageParseResult.MalformedXml
                ? MessageParseResult.MalformedXml.class
                : messageParseResult;
    }
}
