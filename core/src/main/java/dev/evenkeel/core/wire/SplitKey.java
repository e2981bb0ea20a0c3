// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// The rollout, exposure and side of a call.
///
/// @param rollout id of the rollout, 1..256 characters
/// @param revision flag revision that set the exposure under which the call was evaluated, 1 or more
/// @param role side of the split
/// @param keyed whether its units are pseudonymized with the rollout's salt; the server does it otherwise
public record SplitKey(String rollout, long revision, SplitSide role, boolean keyed) {
    /// Creates a key whose units are not pseudonymized with a salt.
    public SplitKey(String rollout, long revision, SplitSide role) {
        this(rollout, revision, role, false);
    }

    public SplitKey {
        var rules = new MessageValidator();
        rules.validateName("rollout", rollout);
        rules.validateMin("revision", revision, 1);
        rules.throwIfAny();
    }
}
