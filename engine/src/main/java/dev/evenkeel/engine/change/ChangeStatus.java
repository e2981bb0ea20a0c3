// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// How far a change has come, by the word of whoever carries it out.
public enum ChangeStatus {
    /// It is on its way.
    RUNNING,
    /// It has reached users.
    DONE,
    /// It was given up before it reached all users: the pipeline failed, or a person ended it.
    GIVEN_UP,
    /// The guard put everybody back before it reached all users.
    STOPPED
}
