// SPDX-License-Identifier: Apache-2.0

/// JSON codec of the SDK protocol, used by both the SDK and the server. Change it together with
/// `docs/reference/sdk-protocol.md`.
@NullMarked
package dev.evenkeel.core.wire.codec;

import org.jspecify.annotations.NullMarked;
