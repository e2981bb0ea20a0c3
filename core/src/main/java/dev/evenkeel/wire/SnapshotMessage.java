// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// One environment's flags as delivered.
///
/// @param environment name of the environment, 1..256 characters
/// @param revision grows with every change of the flags, 0 or more
/// @param definition a flagd definition, as JSON text
public record SnapshotMessage(String environment, long revision, String definition) {
    public SnapshotMessage {
        var rules = new Rules();
        rules.name("environment", environment);
        rules.atLeast("revision", revision, 0);
        rules.check();
    }
}
