// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// A call that control and candidate answered differently, as the service chose to tell it.
///
/// @param rollout id of the rollout
/// @param revision flag revision that asked for the comparison, 1 or more
/// @param control control's answer in words of the service, at most [#MAX_TEXT] characters
/// @param candidate the candidate's answer, alike
public record ShadowDifference(String rollout, long revision, String control, String candidate) {
    /// Most characters of an answer.
    public static final int MAX_TEXT = 1_000;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public ShadowDifference {
        var rules = new Rules();
        rules.name("rollout", rollout);
        rules.atLeast("revision", revision, 1);
        text(rules, "control", control);
        text(rules, "candidate", candidate);
        rules.check();
    }

    private static void text(Rules rules, String name, String text) {
        rules.atMost(name, text.length(), "the longest text", MAX_TEXT);
        rules.require(text.indexOf('\0') < 0, name + " must not hold the character NUL");
    }
}
