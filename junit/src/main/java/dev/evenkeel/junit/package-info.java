// SPDX-License-Identifier: Apache-2.0

/// Evenkeel in the tests of a service, by annotations of JUnit Jupiter.
@NullMarked
package dev.evenkeel.junit;

import org.jspecify.annotations.NullMarked;
