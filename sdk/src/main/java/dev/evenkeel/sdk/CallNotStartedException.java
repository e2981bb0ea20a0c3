// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import org.jspecify.annotations.Nullable;

/// Says of a call that nothing has been written, and nothing will be: it may be answered elsewhere. A
/// candidate that throws it, because no connection was free or its partner is down, lets control
/// answer; the call counts as the candidate's failure all the same.
///
/// Only for what is certain. A write whose answer got lost may have happened.
public class CallNotStartedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message why the call has not begun
    public CallNotStartedException(String message) {
        super(message);
    }

    /// @param message why the call has not begun
    /// @param cause what stood in its way
    public CallNotStartedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
