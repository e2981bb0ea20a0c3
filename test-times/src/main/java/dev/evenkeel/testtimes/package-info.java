// SPDX-License-Identifier: Apache-2.0

/// JUnit listener that measures wall and CPU time of each test class, and the report over all modules.
@NullMarked
package dev.evenkeel.testtimes;

import org.jspecify.annotations.NullMarked;
