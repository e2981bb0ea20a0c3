// SPDX-License-Identifier: Apache-2.0

/// Sends outcome batches and flag usage to the server, and retries the same batch until the server accepts it.
@NullMarked
package dev.evenkeel.sdk.internal.reporting;

import org.jspecify.annotations.NullMarked;
