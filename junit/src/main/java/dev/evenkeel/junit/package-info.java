// SPDX-License-Identifier: Apache-2.0

/// JUnit Jupiter extension that gives tests a `FakeEvenkeel` and sets variants by annotation.
@NullMarked
package dev.evenkeel.junit;

import org.jspecify.annotations.NullMarked;
