// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.OutcomeUnknownException;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A payment whose response is lost is booked once, whichever core receives the retry: both cores commit the same
/// row that identifies the message, in the transaction that books it.
@Timeout(120)
class LostResponseIT {
    private static final CandidateLimits LIMITS = CandidateLimits.concurrency(1).timeLimit(Duration.ofMillis(500));

    private final TestLedger testLedger = new TestLedger();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel(System::nanoTime);
    private final PaymentSubmission payment = aMessage("M-1").transfers(3).submission();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        release.countDown();
        testLedger.close();
    }

    private GuardedPaymentCore core(PaymentCore modern) {
        return new GuardedPaymentCore(evenkeel, testLedger.classic, modern, (submission, accepted) -> false, LIMITS);
    }

    private void expose(Percent exposure, long revision) {
        var split = new RolloutSplit("r-1", "classic", "modern", exposure, "seed", revision, Duration.ZERO, null, null);
        evenkeel.load(FlagdDefinitionRenderer.render("""
                {"flags":{"payment-core":{"state":"ENABLED","variants":{"classic":"classic","modern":"modern"},
                 "defaultVariant":"classic"}}}""", Map.of("payment-core", split)));
    }

    private void blockUntilReleased() {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // a driver that does not listen
            }
        }
    }

    private void assertBookedOnce() {
        assertThat(testLedger.count("message")).isEqualTo(1);
        assertThat(testLedger.count("transfer")).isEqualTo(3);
        assertThat(testLedger.bookedRows()).hasSize(6).allMatch(row -> row.contains("ACCEPTED"));
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void booksPaymentOnceWhenRetriedAfterCandidateCommitted() {
        GuardedPaymentCore core = core(message -> {
            BookingResult result = testLedger.modern.book(message);
            blockUntilReleased();
            return result;
        });
        expose(Percent.ALL, 1);
        assertThatThrownBy(() -> core.book(payment)).isInstanceOf(OutcomeUnknownException.class);
        assertBookedOnce();

        expose(Percent.NONE, 2);
        assertThat(core.book(payment))
                .isInstanceOfSatisfying(
                        BookingResult.Accepted.class,
                        accepted -> assertThat(accepted.acceptedAt()).isEqualTo(TestLedger.NOW));
        assertBookedOnce();
        assertThat(evenkeel.failures("payment-core", "modern")).isEqualTo(1);
    }

    @Test
    void booksPaymentOnceWhenRetriedBeforeCandidateCommits() {
        GuardedPaymentCore core = core(message -> {
            blockUntilReleased();
            try {
                return testLedger.modern.book(message);
            } finally {
                ended.incrementAndGet();
            }
        });
        expose(Percent.ALL, 1);
        assertThatThrownBy(() -> core.book(payment)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(testLedger.count("message")).isZero();

        expose(Percent.NONE, 2);
        assertThat(core.book(payment)).isInstanceOf(BookingResult.Accepted.class);
        release.countDown();
        await().until(() -> ended.get() == 1);
        assertBookedOnce();
    }

    @Test
    void fallsBackToClassicCoreAtConcurrencyLimit() {
        GuardedPaymentCore core = core(message -> {
            blockUntilReleased();
            return testLedger.modern.book(message);
        });
        expose(Percent.ALL, 1);
        assertThatThrownBy(() -> core.book(aMessage("M-0").submission())).isInstanceOf(OutcomeUnknownException.class);
        assertThat(core.book(payment)).isInstanceOf(BookingResult.Accepted.class);
        assertBookedOnce();
        assertThat(evenkeel.stats().callsRefused()).isEqualTo(1);
    }
}
