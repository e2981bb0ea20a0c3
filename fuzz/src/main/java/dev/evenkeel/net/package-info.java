// SPDX-License-Identifier: Apache-2.0

/// Test support: ports for processes that tests start.
@NullMarked
package dev.evenkeel.net;

import org.jspecify.annotations.NullMarked;
