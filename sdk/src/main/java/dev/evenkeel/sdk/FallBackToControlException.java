// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import org.jspecify.annotations.Nullable;

/// The guarantee that a call has written nothing and will write nothing, so that another path may serve it.
/// When a candidate throws it, because no connection was free or its backend is down, control serves the
/// call; it still counts as the candidate's failure.
///
/// Throw it only when that is certain. A write whose response was lost may have been executed.
public class FallBackToControlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message why the call was not started
    public FallBackToControlException(String message) {
        super(message);
    }

    /// @param message why the call was not started
    /// @param cause underlying cause
    public FallBackToControlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
