// SPDX-License-Identifier: Apache-2.0

/// HTTP and server-sent events; the only package of the SDK that uses the network.
@NullMarked
package dev.evenkeel.sdk.internal.transport;

import org.jspecify.annotations.NullMarked;
