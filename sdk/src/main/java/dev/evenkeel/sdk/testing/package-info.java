// SPDX-License-Identifier: Apache-2.0

/// `FakeEvenkeel`, an SDK without a server for tests.
@NullMarked
package dev.evenkeel.sdk.testing;

import org.jspecify.annotations.NullMarked;
