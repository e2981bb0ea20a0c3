// SPDX-License-Identifier: Apache-2.0

/// Test support: free ports for processes that tests start, and a TCP proxy that fails on demand.
@NullMarked
package dev.evenkeel.net;

import org.jspecify.annotations.NullMarked;
