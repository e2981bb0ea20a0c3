// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// A shadow call to run.
interface ShadowTask extends Runnable {
    /// Called at its timeout: it counts as failed, unless it has ended.
    void expire();

    /// Returns the time of its offer.
    long offeredNanos();
}
