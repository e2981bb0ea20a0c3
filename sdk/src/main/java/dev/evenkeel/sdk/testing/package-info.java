// SPDX-License-Identifier: Apache-2.0

/// Evenkeel without a server, for the tests of services that use it.
@NullMarked
package dev.evenkeel.sdk.testing;

import org.jspecify.annotations.NullMarked;
