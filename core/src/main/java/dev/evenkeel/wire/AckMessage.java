// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// "This revision is active in my process."
///
/// @param instance random name of the process, 1..256 characters
/// @param revision revision of the snapshot, 0 or more
public record AckMessage(String instance, long revision) {
    public AckMessage {
        var rules = new Rules();
        rules.name("instance", instance);
        rules.atLeast("revision", revision, 0);
        rules.check();
    }
}
