// SPDX-License-Identifier: Apache-2.0

/// What an SDK and the server say to each other, and the one codec both use (docs/reference/sdk-protocol.md).
@NullMarked
package dev.evenkeel.wire;

import org.jspecify.annotations.NullMarked;
