// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.classic.ClassicParserAccess;
import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.PaymentInitiation;
import dev.evenkeel.examples.payments.modern.ModernParserAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Both parsers return the same result for any bytes.
class MessageParserAgreementTest {
    private static final String[] SNIPPETS = {
        "<",
        ">",
        "/",
        "&",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<PmtInf>",
        "</PmtInf>",
        "<MsgId>X</MsgId>",
        "<a/>",
        "\"",
        "=",
        "<?pi?>",
        "&lt;",
        "&#0;",
        "xmlns:p=\"urn:x\"",
        "<p:IBAN>",
        "<Othr><Id>9</Id></Othr>",
        " ",
        "\u00e9",
        "\ud83d\ude00"
    };

    private final ClassicParserAccess classic = new ClassicParserAccess();
    private final ModernParserAccess modern = new ModernParserAccess();

    @Test
    void parsersAgreeOnMutatedMessages() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        int complete = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] mutant = mutant(random);
            MessageParseResult expected = classic.read(mutant);
            assertThat(modern.read(mutant))
                    .as(() -> "seed " + seed + ", message:\n" + new String(mutant, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            complete += expected instanceof MessageParseResult.ParsedInitiation ? 1 : 0;
        }
        assertThat(complete).as("messages that survived, seed %d", seed).isBetween(200, 1_800);
    }

    private static byte[] mutant(Random random) {
        StringBuilder xml =
                new StringBuilder(aMessage().transfers(1 + random.nextInt(3)).xml());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(xml.length());
            switch (random.nextInt(4)) {
                case 0 -> xml.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 1 -> xml.delete(at, Math.min(xml.length(), at + 1 + random.nextInt(3)));
                case 2 -> removeElement(xml, at);
                default -> doubleElement(xml, at);
            }
        }
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void removeElement(StringBuilder xml, int from) {
        int start = xml.indexOf("<", from);
        int end = start < 0 ? -1 : endOfElement(xml, start);
        if (end > 0) {
            xml.delete(start, end);
        }
    }

    private static void doubleElement(StringBuilder xml, int from) {
        int start = xml.indexOf("<", from);
        int end = start < 0 ? -1 : endOfElement(xml, start);
        if (end > 0) {
            xml.insert(end, xml.substring(start, end).replace("E-1", "E-9").replace("M-1", "M-9"));
        }
    }

    private static int endOfElement(StringBuilder xml, int start) {
        int nameEnd = start + 1;
        while (nameEnd < xml.length() && Character.isLetterOrDigit(xml.charAt(nameEnd))) {
            nameEnd++;
        }
        String close = "</" + xml.substring(start + 1, nameEnd) + ">";
        int end = xml.indexOf(close, nameEnd);
        return nameEnd == start + 1 || end < 0 ? -1 : end + close.length();
    }

    @Test
    void parsersAgreeOnBankInitiations() throws IOException {
        Path folder = BankSampleFiles.folder();
        for (String name : BankSampleFiles.INITIATIONS) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            assertThat(modern.read(bytes))
                    .as(name)
                    .isEqualTo(classic.read(bytes))
                    .isInstanceOf(MessageParseResult.ParsedInitiation.class);
        }
        MessageParseResult bank = modern.read(Files.readAllBytes(folder.resolve(BankSampleFiles.BANK)));
        PaymentInitiation initiation = ((MessageParseResult.ParsedInitiation) bank).initiation();
        assertThat(initiation.blocks())
                .flatExtracting(PaymentInitiation.PaymentBlock::instructions)
                .hasSize(8);
    }

    @Test
    void parsersAgreeOnBankStatusReports() throws IOException {
        Path folder = BankSampleFiles.folder();
        for (String name : BankSampleFiles.STATUS_REPORTS) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            assertThat(modern.read(bytes))
                    .as(name)
                    .isEqualTo(classic.read(bytes))
                    .isInstanceOf(MessageParseResult.UnsupportedMessage.class);
        }
    }
}
