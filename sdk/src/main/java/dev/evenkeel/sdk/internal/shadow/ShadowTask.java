// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// A second answer to be given.
interface ShadowTask extends Runnable {
    /// Its time is over: it counts as failed, if it has not ended.
    void expire();

    /// When it was offered.
    long offeredNanos();
}
