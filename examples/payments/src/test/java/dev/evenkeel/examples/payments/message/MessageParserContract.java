// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every reader of messages does.
public abstract class MessageParserContract {

    protected abstract MessageParseResult read(byte[] bytes);

    @Test
    void parsesAllRequiredFields() {
        byte[] message = aMessage("M-7")
                .party("<Nm>ACME</Nm><Id><OrgId><Othr><Id>4711</Id></Othr></OrgId></Id>")
                .blockControl("<NbOfTxs>2</NbOfTxs><CtrlSum>13.5</CtrlSum>")
                .transfer("E-1", "EUR", "12.50")
                .rawTransfer(
                        "E-2",
                        "<EqvtAmt><Amt Ccy=\"CHF\">1</Amt><CcyOfTrf>EUR</CcyOfTrf></EqvtAmt>",
                        "<Othr><Id>014295803</Id></Othr>")
                .count("2")
                .controlSum("13.50")
                .bytes();

        PaymentInitiation initiation = initiation(message);

        assertThat(initiation.messageId()).isEqualTo("M-7");
        assertThat(initiation.initiatingParty()).isEqualTo("4711");
        assertThat(initiation.control()).isEqualTo(new PaymentInitiation.ControlTotals("2", "13.50"));
        PaymentInitiation.PaymentBlock block = initiation.blocks().getFirst();
        assertThat(block.paymentInfoId()).isEqualTo("B-1");
        assertThat(block.method()).isEqualTo("TRF");
        assertThat(block.debtor()).isEqualTo(new PaymentInitiation.Account(TestMessage.DEBTOR, null));
        assertThat(block.control()).isEqualTo(new PaymentInitiation.ControlTotals("2", "13.5"));
        assertThat(block.instructions())
                .containsExactly(
                        new PaymentInitiation.Instruction(
                                "E-1",
                                new PaymentInitiation.Amount("12.50", "EUR"),
                                new PaymentInitiation.Account(TestMessage.CREDITOR, null)),
                        new PaymentInitiation.Instruction(
                                "E-2",
                                new PaymentInitiation.Amount("1", "CHF"),
                                new PaymentInitiation.Account(null, "014295803")));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestMessage.ISO, TestMessage.SIX})
    void acceptsBothNamespaces(String namespace) {
        assertThat(initiation(aMessage("M-1").namespace(namespace).bytes()).messageId())
                .isEqualTo("M-1");
    }

    @Test
    void prefersIdOfInitiatingPartyOverName() {
        assertThat(party("<Nm>ACME</Nm><Id><OrgId><BICOrBEI>ACMECHZZ</BICOrBEI><Othr><Id>1</Id></Othr></OrgId></Id>"))
                .isEqualTo("ACMECHZZ");
        assertThat(party("<Nm>Ada</Nm><Id><PrvtId><Othr><Id>756.1</Id></Othr></PrvtId></Id>"))
                .isEqualTo("756.1");
        assertThat(party("<Nm>Ada</Nm>")).isEqualTo("Ada");
        assertThat(party("")).isNull();
    }

    private @Nullable String party(String xml) {
        return initiation(aMessage().party(xml).bytes()).initiatingParty();
    }

    @Test
    void parsesMessageWithByteOrderMark() {
        assertThat(initiation(aMessage("M-1").withByteOrderMark().bytes()).messageId())
                .isEqualTo("M-1");
    }

    @Test
    void parsesDeclaredEncodings() {
        String utf16 = aMessage("M-16").xml().replace("UTF-8", "UTF-16");
        String latin1 = aMessage("M-1").xml().replace("UTF-8", "ISO-8859-1").replace("ACME", "Müller");

        assertThat(initiation(utf16.getBytes(StandardCharsets.UTF_16)).messageId())
                .isEqualTo("M-16");
        assertThat(initiation(latin1.getBytes(StandardCharsets.ISO_8859_1)).initiatingParty())
                .isEqualTo("Müller");
    }

    @Test
    void parsesPrefixesCommentsAndCdata() {
        String xml = aMessage("M-1").xml();
        String prefixed = xml.replaceAll("<(/?)([A-Z])", "<$1p:$2").replace("xmlns=", "xmlns:p=");
        String commented = xml.replace("M-1", "M<!-- no -->-<![CDATA[1]]>");

        assertThat(initiation(utf8(prefixed))).isEqualTo(initiation(utf8(xml)));
        assertThat(initiation(utf8(commented)).messageId()).isEqualTo("M-1");
    }

    @Test
    void ignoresElementsOfOtherNamespaces() {
        String xml = aMessage("M-1").xml().replace("<GrpHdr>", "<GrpHdr><x:MsgId xmlns:x=\"urn:x\">M-2</x:MsgId>");

        assertThat(initiation(utf8(xml)).messageId()).isEqualTo("M-1");
    }

    @Test
    void rejectsStatusReport() {
        String bare = "<Document><CstmrPmtStsRpt/></Document>";
        String named =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\"><CstmrPmtStsRpt/></Document>";

        assertThat(refusal(bare).text()).isEqualTo("this is a status report (pain.002), send a pain.001");
        assertThat(refusal(named)).isEqualTo(refusal(bare));
    }

    @Test
    void namesUnsupportedDocumentInError() {
        assertThat(refusal("<html><body/></html>").text()).contains("\"html\"/\"body\"");
        assertThat(refusal("<Document/>").text()).contains("\"Document\"/nothing");
        assertThat(refusal(aMessage().namespace("urn:pain.001.001.09").xml()).text())
                .contains("urn:pain.001.001.09")
                .contains(TestMessage.ISO, TestMessage.SIX);
        assertThat(refusal(aMessage().namespace("").xml()).text()).contains("namespace is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pain.001",
                "<Document>",
                "<Document><a></b></Document>",
                "<Document/><Document/>",
                "<Document/>trailing",
                "<Document>&undeclared;</Document>",
                "<Document a=\"1\" a=\"2\"/>",
                "<Document>\u0001</Document>",
                "<p:Document/>"
            })
    void rejectsMalformedXml(String text) {
        assertThat(read(utf8(text))).isInstanceOf(MessageParseResult.MalformedXml.class);
    }

    @Test
    void rejectsTruncatedMessage() {
        byte[] whole = aMessage().transfers(2).xml().strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isInstanceOf(MessageParseResult.MalformedXml.class);
        }
    }

    @Test
    void rejectsInvalidAndUnknownEncodings() {
        byte[] latin1 = aMessage().party("<Nm>Müller</Nm>").xml().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(latin1)).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(read(utf8(aMessage().xml().replace("UTF-8", "KLINGON"))))
                .isInstanceOf(MessageParseResult.MalformedXml.class);
    }

    @Test
    void doesNotReadFilesOfExternalEntities(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "M-SECRET");
        String xml = withDoctype("<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>");

        assertThat(read(utf8(xml))).isInstanceOf(MessageParseResult.MalformedXml.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:%d/pain.dtd\">",
                "<!DOCTYPE Document [<!ENTITY x SYSTEM \"http://127.0.0.1:%d/x\">]>",
                "<!DOCTYPE Document [<!ENTITY %% p SYSTEM \"http://127.0.0.1:%d/p\"> %%p;]>"
            })
    void doesNotConnectToExternalDtdsOrEntities(String doctype) throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            server.setSoTimeout(1);

            assertThat(read(utf8(withDoctype(doctype.formatted(server.getLocalPort())))))
                    .isInstanceOf(MessageParseResult.MalformedXml.class);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void rejectsEntityExpansionAttacks() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Document [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l%d \"&l%d;&l%d;&l%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        String exponential = withDoctype(laughs + "<!ENTITY x \"&l29;\">]>");
        String quadratic = withDoctype("<!DOCTYPE Document [<!ENTITY x \"" + "a".repeat(100_000) + "\">]>")
                .replace("&x;", "&x;".repeat(50_000));

        assertThat(read(utf8(exponential))).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(read(utf8(quadratic))).isInstanceOf(MessageParseResult.MalformedXml.class);
    }

    @Test
    void rejectsExcessiveNesting() {
        assertThat(read(utf8("<a>".repeat(300_000)))).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(read(utf8(nestedInCreditor(100)))).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(initiation(utf8(nestedInCreditor(50))).messageId()).isEqualTo("M-1");
    }

    @Test
    void parsesLargestMessage() {
        byte[] message = aMessage("M-1").transfers(3_400).bytes();

        assertThat(message.length).isBetween(900_000, 1 << 20);
        assertThat(initiation(message).blocks().getFirst().instructions()).hasSize(3_400);
    }

    private static String nestedInCreditor(int depth) {
        return aMessage("M-1").xml().replace("<Ctry>CH</Ctry>", "<x>".repeat(depth) + "</x>".repeat(depth));
    }

    private static String withDoctype(String doctype) {
        return aMessage("&x;").xml().replace("<Document ", doctype + "<Document ");
    }

    private PaymentInitiation initiation(byte[] bytes) {
        MessageParseResult messageParseResult = read(bytes);
        assertThat(messageParseResult).isInstanceOf(MessageParseResult.ParsedInitiation.class);
        return ((MessageParseResult.ParsedInitiation) messageParseResult).initiation();
    }

    private StatusReason refusal(String xml) {
        MessageParseResult messageParseResult = read(utf8(xml));
        assertThat(messageParseResult).isInstanceOf(MessageParseResult.UnsupportedMessage.class);
        return ((MessageParseResult.UnsupportedMessage) messageParseResult).reason();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
