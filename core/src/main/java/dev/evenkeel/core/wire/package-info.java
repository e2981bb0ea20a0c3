// SPDX-License-Identifier: Apache-2.0

/// Messages between SDKs and the server: snapshots, deltas, outcome batches and acknowledgements, as described
/// in `docs/reference/sdk-protocol.md`.
@NullMarked
package dev.evenkeel.core.wire;

import org.jspecify.annotations.NullMarked;
