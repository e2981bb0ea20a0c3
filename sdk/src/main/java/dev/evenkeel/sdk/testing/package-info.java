// SPDX-License-Identifier: Apache-2.0

/// An SDK without a server for tests: `FakeEvenkeel`.
@NullMarked
package dev.evenkeel.sdk.testing;

import org.jspecify.annotations.NullMarked;
