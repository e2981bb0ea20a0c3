// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.CreditTransfer;
import dev.evenkeel.examples.payments.message.PaymentAmount;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentOrder;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.TestMessage;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardedPaymentCoreTest {
    private static final String FLAG = """
            {"flags":{"payment-core":{"state":"ENABLED","variants":{"classic":"classic","modern":"modern"},
             "defaultVariant":"classic"%s}}}""";
    private static final String MODERN_FOR_ONE_DEBTOR = FLAG.formatted("""
            ,"targeting":{"if":[{"===":[{"var":"targetingKey"},"%s"]},"modern",null]}""".formatted(TestMessage.DEBTOR));

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();

    @Test
    void usesClassicCoreWithoutFlags() {
        assertThat(bookedBy(aMessage().submission())).isEqualTo("classic");
    }

    @Test
    void selectsCoreByDebtorAccount() {
        evenkeel.load(MODERN_FOR_ONE_DEBTOR);

        assertThat(bookedBy(aMessage().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().withByteOrderMark().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().debtor("<Othr><Id>4711</Id></Othr>").submission()))
                .isEqualTo("classic");
        assertThat(bookedBy(PaymentSubmission.of(new byte[0], Instant.EPOCH))).isEqualTo("classic");
    }

    @Test
    void excludesMessagesWithoutDebtorFromRollout() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(FlagdDefinitionRenderer.render(FLAG.formatted(""), Map.of("payment-core", all)));

        assertThat(bookedBy(aMessage().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().debtor("").submission())).isEqualTo("classic");
    }

    @Test
    void countsUnreadableMessagesAsFailures() {
        evenkeel.load(MODERN_FOR_ONE_DEBTOR);
        BookingResult unreadable = new BookingResult.Unreadable(1);
        GuardedPaymentCore core = new GuardedPaymentCore(
                evenkeel,
                message -> accepted("classic"),
                message -> unreadable,
                GuardedPaymentCoreTest::neverDoubleBooked,
                null);

        assertThat(core.book(aMessage().submission())).isSameAs(unreadable);
        core.book(aMessage().debtor("<Othr><Id>4711</Id></Othr>").submission());

        assertThat(evenkeel.calls("payment-core", "modern")).isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "modern")).isEqualTo(1);
        assertThat(evenkeel.calls("payment-core", "classic")).isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "classic")).isZero();
    }

    @Test
    void rethrowsExceptionsAndCountsThemAsFailures() {
        IllegalStateException broken = new IllegalStateException("broken");
        GuardedPaymentCore core = new GuardedPaymentCore(
                evenkeel,
                message -> {
                    throw broken;
                },
                message -> accepted("modern"),
                GuardedPaymentCoreTest::neverDoubleBooked,
                null);
        evenkeel.load(FLAG.formatted(""));

        assertThatThrownBy(() -> core.book(aMessage().submission())).isSameAs(broken);
        assertThat(evenkeel.failures("payment-core", "classic")).isEqualTo(1);
    }

    @Test
    void countsDoubleBookings() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(FlagdDefinitionRenderer.render(FLAG.formatted(""), Map.of("payment-core", all)));
        GuardedPaymentCore core = new GuardedPaymentCore(
                evenkeel, any -> accepted("classic"), any -> accepted("modern"), (submission, answer) -> true, null);
        core.book(aMessage().submission());

        assertThat(evenkeel.events("payment-core", "modern", GuardedPaymentCore.DOUBLE_BOOKINGS))
                .isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "modern")).isZero();
    }

    @Test
    void countsFailuresOfForeignCurrencySeparately() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(FlagdDefinitionRenderer.render(FLAG.formatted(""), Map.of("payment-core", all)));
        GuardedPaymentCore core = new GuardedPaymentCore(
                evenkeel,
                any -> accepted("classic"),
                any -> new BookingResult.Unreadable(1),
                GuardedPaymentCoreTest::neverDoubleBooked,
                null);
        core.book(aMessage().submission());
        String rub = new String(aMessage().submission().bytes(), StandardCharsets.UTF_8)
                .replaceAll("Ccy=\"[A-Z]+\"", "Ccy=\"RUB\"");
        core.book(PaymentSubmission.of(rub.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));

        assertThat(evenkeel.failures("payment-core", "modern")).isEqualTo(2);
        assertThat(evenkeel.sliceFailures("rub", "payment-core", "modern")).isEqualTo(1);
    }

    private static boolean neverDoubleBooked(PaymentSubmission submission, BookingResult.Accepted accepted) {
        return false;
    }

    private String bookedBy(PaymentSubmission message) {
        PaymentCore core = new GuardedPaymentCore(
                evenkeel,
                any -> accepted("classic"),
                any -> accepted("modern"),
                GuardedPaymentCoreTest::neverDoubleBooked,
                null);
        return ((BookingResult.Accepted) core.book(message)).order().messageId();
    }

    private static BookingResult accepted(String by) {
        CreditTransfer transfer = new CreditTransfer("E", 1, "D", "C", new PaymentAmount(1, "EUR"));
        return new BookingResult.Accepted(new PaymentOrder(by, "P", List.of(transfer), List.of()), Instant.EPOCH);
    }
}
