// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// A call behind a library, as an application makes it. Thread-safe.
public interface ShadowedCall extends AutoCloseable {
    /// Control's answer. What depends on the call, such as its context, is made in it.
    String answer(String argument) throws Exception;

    /// Ends the library's threads as far as it can.
    @Override
    void close();
}
