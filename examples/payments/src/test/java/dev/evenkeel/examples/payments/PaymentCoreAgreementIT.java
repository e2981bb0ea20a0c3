// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.StatusReportWriter;
import dev.evenkeel.examples.payments.message.TestMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Both cores answer the same messages with the same bytes and write the same rows.
class PaymentCoreAgreementIT {
    private static final String[] CURRENCIES = {"EUR", "CHF", "JPY", "KWD", "XAU"};

    private final StatusReportWriter report = new StatusReportWriter();
    private final TestLedger one = new TestLedger();
    private final TestLedger other = new TestLedger();

    @AfterEach
    void closeLedgers() {
        one.close();
        other.close();
    }

    @Test
    void coresAgreeOnRandomMessages() {
        long seed = 41;
        Random random = new Random(seed);
        List<BookingResult> results = new ArrayList<>();
        for (int round = 0; round < 400; round++) {
            results.add(bookInBoth(randomMessage(random).submission(), "seed " + seed + ", round " + round));
        }
        assertSameRows();
        assertThat(results).hasAtLeastOneElementOfType(BookingResult.Accepted.class);
        assertThat(results).hasAtLeastOneElementOfType(BookingResult.Rejected.class);
        assertThat(results).hasAtLeastOneElementOfType(BookingResult.Conflict.class);
    }

    private static TestMessage randomMessage(Random random) {
        TestMessage message = aMessage("M-" + random.nextInt(150))
                .party(random.nextBoolean() ? "<Nm>ACME</Nm>" : "<Id><PrvtId><Othr><Id>7</Id></Othr></PrvtId></Id>")
                .namespace(
                        random.nextInt(20) == 0 ? "urn:x" : random.nextBoolean() ? TestMessage.ISO : TestMessage.SIX);
        if (random.nextInt(4) == 0) {
            message.withByteOrderMark();
        }
        int transfers = 1 + random.nextInt(8);
        for (int i = 0; i < transfers; i++) {
            String id = random.nextInt(6) == 0 ? "NOTPROVIDED" : "E-" + i;
            message.transfer(
                    id, CURRENCIES[random.nextInt(random.nextInt(5) == 0 ? 5 : 2)], random.nextInt(1, 900) + ".5");
        }
        if (random.nextInt(4) == 0) {
            message.count(String.valueOf(random.nextInt(9)));
        }
        return random.nextInt(4) == 0 ? message.controlSum("") : message;
    }

    @Test
    void coresAgreeOnBankInitiations() throws IOException {
        Path folder = BankSampleFiles.folder();
        for (String name : BankSampleFiles.INITIATIONS) {
            PaymentSubmission message = PaymentSubmission.of(Files.readAllBytes(folder.resolve(name)), TestLedger.NOW);
            assertThat(bookInBoth(message, name)).isInstanceOf(BookingResult.Accepted.class);
        }
        assertSameRows();
        assertThat(one.jdbc.queryForList(
                        "SELECT sum(amount_minor) FROM posting WHERE side = 'C' AND currency = 'CHF'", Long.class))
                .containsExactly(3_800L);
        assertThat(one.count("transfer")).isEqualTo(11);
    }

    @Test
    void coresRejectBankStatusReports() throws IOException {
        Path folder = BankSampleFiles.folder();
        for (String name : BankSampleFiles.STATUS_REPORTS) {
            PaymentSubmission message = PaymentSubmission.of(Files.readAllBytes(folder.resolve(name)), TestLedger.NOW);
            assertThat(bookInBoth(message, name)).isInstanceOf(BookingResult.Rejected.class);
        }
        assertThat(one.bookedRows()).isEmpty();
        assertThat(other.bookedRows()).isEmpty();
    }

    private BookingResult bookInBoth(PaymentSubmission message, String name) {
        BookingResult classic = one.classic.book(message);
        BookingResult modern = other.modern.book(message);
        assertThat(modern).as(name).isEqualTo(classic);
        assertThat(report.write(message, modern, TestLedger.NOW))
                .as(name)
                .isEqualTo(report.write(message, classic, TestLedger.NOW));
        return classic;
    }

    private void assertSameRows() {
        assertThat(other.bookedRows()).isEqualTo(one.bookedRows()).isNotEmpty();
        assertThat(one.audit.audit()).isEqualTo(other.audit.audit());
        assertThat(one.audit.audit().balanced()).isTrue();
    }
}
