// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.classic.ClassicParserAccess;
import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.PaymentInitiation;
import dev.evenkeel.examples.payments.message.TestMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebtorScannerTest {

    @Test
    void findsAccountOfFirstDebtor() {
        String xml = aMessage().xml();
        String twice =
                xml.replace("</PmtInf>", "</PmtInf><PmtInf><DbtrAcct><Id><IBAN>OTHER</IBAN></Id></DbtrAcct></PmtInf>");

        assertThat(DebtorScanner.findDebtor(utf8(xml))).contains(TestMessage.DEBTOR);
        assertThat(DebtorScanner.findDebtor(utf8(twice))).contains(TestMessage.DEBTOR);
    }

    @Test
    void findsAccountDespiteByteOrderMarkPrefixesAndWhitespace() {
        assertThat(DebtorScanner.findDebtor(aMessage().withByteOrderMark().bytes()))
                .contains(TestMessage.DEBTOR);
        assertThat(scan("<p:DbtrAcct a='1'>\n<p:Id ><p:IBAN\tb=\"2\">\n DE1 \n</p:IBAN>"))
                .contains("DE1");
    }

    @Test
    void findsNonIbanAccount() {
        assertThat(DebtorScanner.findDebtor(
                        aMessage().debtor("<Othr><Id>014295803</Id></Othr>").bytes()))
                .contains("014295803");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<DbtrAcct",
                "<DbtrAcct>",
                "<DbtrAcct><Id><IBAN",
                "<DbtrAcct><Id><IBAN>",
                "<DbtrAcct><Id><IBAN></IBAN></Id></DbtrAcct>",
                "<DbtrAcct><Id><IBAN/></Id></DbtrAcct>",
                "<DbtrAcct><Id>4711</Id></DbtrAcct>",
                "<CdtrAcct><Id><IBAN>CH1</IBAN></Id></CdtrAcct>",
                "<DbtrAcct></DbtrAcct><CdtrAcct><Id><IBAN>CH1</IBAN></Id></CdtrAcct>",
                "<Dbtr><Id><OrgId><Othr><Id>4711</Id></Othr></OrgId></Id></Dbtr>",
                "<DbtrAcct><Id><IBAN>12345678901234567890123456789012345</IBAN></Id></DbtrAcct>"
            })
    void returnsEmptyWithoutValidDebtorAccount(String text) {
        assertThat(scan(text)).isEmpty();
    }

    @Test
    void findsSameDebtorAsMessageParser() throws IOException {
        Path folder = BankSampleFiles.folder();
        for (String name : BankSampleFiles.INITIATIONS) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            MessageParseResult.ParsedInitiation parsedInitiation =
                    (MessageParseResult.ParsedInitiation) new ClassicParserAccess().read(bytes);
            PaymentInitiation.Account debtor =
                    parsedInitiation.initiation().blocks().getFirst().debtor();
            assertThat(DebtorScanner.findDebtor(bytes)).as(name).contains(String.valueOf(debtor.iban()));
        }
    }

    @Test
    void toleratesRandomBytes() {
        long seed = 7;
        Random random = new Random(seed);
        byte[] alphabet = utf8("<>/:DbtrAcctIBANOthrId \u00e9");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            assertThat(DebtorScanner.findDebtor(bytes))
                    .as("seed %d, round %d", seed, round)
                    .satisfies(found -> {
                        found.ifPresent(account -> assertThat(account).isNotBlank());
                    });
        }
    }

    @Test
    void returnsEmptyForMaliciousMegabyte() {
        byte[] openTags = utf8("<DbtrAcct><IBAN".repeat(70_000));
        byte[] longName = utf8("<" + "a".repeat(1_000_000));

        assertThat(DebtorScanner.findDebtor(openTags)).isEmpty();
        assertThat(DebtorScanner.findDebtor(longName)).isEmpty();
    }

    private static Optional<String> scan(String text) {
        return DebtorScanner.findDebtor(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
