// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// A call through a library, as an application makes it. Thread-safe.
public interface ShadowedCall extends AutoCloseable {
    /// Returns control's result. Everything specific to the call, such as its context, is created in the
    /// call.
    String answer(String argument) throws Exception;

    /// Stops the library's threads as far as possible.
    @Override
    void close();
}
