// SPDX-License-Identifier: Apache-2.0

/// Receives flags from the server by stream or polling, keeps the active snapshot, acknowledges revisions and
/// notifies listeners.
@NullMarked
package dev.evenkeel.sdk.internal.delivery;

import org.jspecify.annotations.NullMarked;
