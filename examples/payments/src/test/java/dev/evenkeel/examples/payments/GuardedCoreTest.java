// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.RolloutOverlay;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.Money;
import dev.evenkeel.examples.payments.message.Order;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.Submission;
import dev.evenkeel.examples.payments.message.TestMessage;
import dev.evenkeel.examples.payments.message.Transfer;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardedCoreTest {
    private static final String FLAG = """
            {"flags":{"payment-core":{"state":"ENABLED","variants":{"classic":"classic","modern":"modern"},
             "defaultVariant":"classic"%s}}}""";
    private static final String MODERN_FOR_ONE_DEBTOR = FLAG.formatted("""
            ,"targeting":{"if":[{"===":[{"var":"targetingKey"},"%s"]},"modern",null]}""".formatted(TestMessage.DEBTOR));

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();

    @Test
    void takesTheClassicCoreWithoutFlags() {
        assertThat(bookedBy(aMessage().submission())).isEqualTo("classic");
    }

    @Test
    void letsTheFlagChooseByTheAccountOfTheDebtor() {
        evenkeel.load(MODERN_FOR_ONE_DEBTOR);

        assertThat(bookedBy(aMessage().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().withByteOrderMark().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().debtor("<Othr><Id>4711</Id></Othr>").submission()))
                .isEqualTo("classic");
        assertThat(bookedBy(Submission.of(new byte[0], Instant.EPOCH))).isEqualTo("classic");
    }

    @Test
    void keepsMessagesWithoutADebtorOutOfARollout() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(RolloutOverlay.apply(FLAG.formatted(""), Map.of("payment-core", all)));

        assertThat(bookedBy(aMessage().submission())).isEqualTo("modern");
        assertThat(bookedBy(aMessage().debtor("").submission())).isEqualTo("classic");
    }

    @Test
    void countsRefusalsAsFailuresOfThePath() {
        evenkeel.load(MODERN_FOR_ONE_DEBTOR);
        Answer unreadable = new Answer.Unreadable(1);
        GuardedCore core = new GuardedCore(
                evenkeel, message -> accepted("classic"), message -> unreadable, GuardedCoreTest::neverTwice, null);

        assertThat(core.book(aMessage().submission())).isSameAs(unreadable);
        core.book(aMessage().debtor("<Othr><Id>4711</Id></Othr>").submission());

        assertThat(evenkeel.calls("payment-core", "modern")).isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "modern")).isEqualTo(1);
        assertThat(evenkeel.calls("payment-core", "classic")).isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "classic")).isZero();
    }

    @Test
    void letsExceptionsOfThePathThroughAndCountsThem() {
        IllegalStateException broken = new IllegalStateException("broken");
        GuardedCore core = new GuardedCore(
                evenkeel,
                message -> {
                    throw broken;
                },
                message -> accepted("modern"),
                GuardedCoreTest::neverTwice,
                null);
        evenkeel.load(FLAG.formatted(""));

        assertThatThrownBy(() -> core.book(aMessage().submission())).isSameAs(broken);
        assertThat(evenkeel.failures("payment-core", "classic")).isEqualTo(1);
    }

    @Test
    void countsPaymentsThatTheLedgerHasTwice() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(RolloutOverlay.apply(FLAG.formatted(""), Map.of("payment-core", all)));
        GuardedCore core = new GuardedCore(
                evenkeel, any -> accepted("classic"), any -> accepted("modern"), (submission, answer) -> true, null);
        core.book(aMessage().submission());

        assertThat(evenkeel.events("payment-core", "modern", GuardedCore.DOUBLE_BOOKINGS))
                .isEqualTo(1);
        assertThat(evenkeel.failures("payment-core", "modern")).isZero();
    }

    @Test
    void countsFailuresOfForeignCurrenciesApart() {
        RolloutSplit all =
                new RolloutSplit("r-1", "classic", "modern", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        evenkeel.load(RolloutOverlay.apply(FLAG.formatted(""), Map.of("payment-core", all)));
        GuardedCore core = new GuardedCore(
                evenkeel,
                any -> accepted("classic"),
                any -> new Answer.Unreadable(1),
                GuardedCoreTest::neverTwice,
                null);
        core.book(aMessage().submission());
        String rub = new String(aMessage().submission().bytes(), StandardCharsets.UTF_8)
                .replaceAll("Ccy=\"[A-Z]+\"", "Ccy=\"RUB\"");
        core.book(Submission.of(rub.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));

        assertThat(evenkeel.failures("payment-core", "modern")).isEqualTo(2);
        assertThat(evenkeel.failuresIn("rub", "payment-core", "modern")).isEqualTo(1);
    }

    private static boolean neverTwice(Submission submission, Answer.Accepted answer) {
        return false;
    }

    private String bookedBy(Submission message) {
        PaymentCore core = new GuardedCore(
                evenkeel, any -> accepted("classic"), any -> accepted("modern"), GuardedCoreTest::neverTwice, null);
        return ((Answer.Accepted) core.book(message)).order().messageId();
    }

    private static Answer accepted(String by) {
        Transfer transfer = new Transfer("E", 1, "D", "C", new Money(1, "EUR"));
        return new Answer.Accepted(new Order(by, "P", List.of(transfer), List.of()), Instant.EPOCH);
    }
}
