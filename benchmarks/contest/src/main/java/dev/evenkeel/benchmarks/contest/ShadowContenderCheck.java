// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Holds a contender to what a shadow does, so that nothing is timed that does something else.
public final class ShadowContenderCheck {
    private static final int CALLS = 8;
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch candidates = new CountDownLatch(CALLS);
    private final CountDownLatch differences = new CountDownLatch(CALLS);
    private final AtomicInteger candidatesUnasked = new AtomicInteger();
    private final List<String> problems = new ArrayList<>();

    private ShadowContenderCheck() {}

    /// Makes some calls with the shadow on and some with it off. Control and candidate never agree.
    ///
    /// @return what is wrong; empty when the callers got control's answers, and every candidate's answer was
    ///     found to differ
    public static List<String> problems(ShadowContender contender) throws Exception {
        var check = new ShadowContenderCheck();
        check.shadowing(contender);
        check.off(contender);
        return check.problems.stream()
                .map(problem -> contender.name() + ": " + problem)
                .toList();
    }

    private void shadowing(ShadowContender contender) throws Exception {
        var paths = new ShadowPaths(ShadowContenderCheck::control, this::candidate, this::same);
        try (ShadowedCall call = contender.open(paths, true)) {
            requireAnswers(call);
            require(reached(candidates), "the candidate did not answer every call");
            require(reached(differences), "not every difference was noticed");
        }
    }

    private void off(ShadowContender contender) throws Exception {
        var paths = new ShadowPaths(ShadowContenderCheck::control, this::unasked, String::equals);
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

    private static boolean reached(CountDownLatch latch) throws InterruptedException {
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

    private String unasked(String argument) {
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
