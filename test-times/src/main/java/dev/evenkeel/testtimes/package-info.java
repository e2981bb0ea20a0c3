// SPDX-License-Identifier: Apache-2.0
/// How long each test class takes and how much of that it computes: measured while tests run, reported after them.
@NullMarked
package dev.evenkeel.testtimes;

import org.jspecify.annotations.NullMarked;
