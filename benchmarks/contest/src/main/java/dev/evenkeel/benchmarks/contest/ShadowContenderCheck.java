// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Check that a contender shadows calls, so that the contest times only equivalent work.
public final class ShadowContenderCheck {
    private static final int CALLS = 8;
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch candidates = new CountDownLatch(CALLS);
    private final CountDownLatch differences = new CountDownLatch(CALLS);
    private final AtomicInteger candidatesUnasked = new AtomicInteger();
    private final List<String> problems = new ArrayList<>();

    private ShadowContenderCheck() {}

    /// Makes some calls with shadowing on and some with it off. Control and candidate always differ.
    ///
    /// @return problems; empty when callers got control's results and every candidate's result was reported
    ///     as different
    public static List<String> findProblems(ShadowContender contender) throws Exception {
        var check = new ShadowContenderCheck();
        check.checkShadowing(contender);
        check.checkOff(contender);
        return check.problems.stream()
                .map(problem -> contender.name() + ": " + problem)
                .toList();
    }

    private void checkShadowing(ShadowContender contender) throws Exception {
        var paths = new ShadowPaths(ShadowContenderCheck::control, this::candidate, this::same);
        try (ShadowedCall call = contender.open(paths, true)) {
            requireAnswers(call);
            require(awaitLatch(candidates), "the candidate did not answer every call");
            require(awaitLatch(differences), "not every difference was noticed");
        }
    }

    private void checkOff(ShadowContender contender) throws Exception {
        var paths = new ShadowPaths(ShadowContenderCheck::control, this::recordUnexpectedCall, String::equals);
        try (ShadowedCall call = contender.open(paths, false)) {
            requireAnswers(call);
        }
        require(candidatesUnasked.get() == 0, "the candidate was called with the shadow off");
    }

    private void requireAnswers(ShadowedCall call) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            String argument = Integer.toString(i);
            String answer = call.answer(argument);
            require(control(argument).equals(answer), "the answer is not control's: " + answer);
        }
    }

    private static boolean awaitLatch(CountDownLatch latch) throws InterruptedException {
        return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private static String control(String argument) {
        return "control " + argument;
    }

    private String candidate(String argument) {
        candidates.countDown();
        return "candidate " + argument;
    }

    private String recordUnexpectedCall(String argument) {
        candidatesUnasked.incrementAndGet();
        return argument;
    }

    private boolean same(String first, String second) {
        boolean pair = first.replace("control", "candidate").equals(second);
        if (pair) {
            differences.countDown();
        }
        return first.equals(second);
    }
}
