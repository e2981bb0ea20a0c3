// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Customers who resend messages that were not accepted, a second later and until they are.
public final class RefusedPaymentResender implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PaymentTraffic traffic;
    private final int size;
    private final List<Thread> threads = new ArrayList<>();

    /// @param size number of messages that can be resent at the same time
    public RefusedPaymentResender(PaymentTraffic traffic, int size) {
        this.traffic = traffic;
        this.size = size;
    }

    public void start() {
        for (int i = 0; i < size; i++) {
            threads.add(Thread.ofVirtual().name("resender").start(this::run));
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                traffic.resendRefused(PAUSE);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
