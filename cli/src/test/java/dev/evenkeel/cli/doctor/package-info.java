// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.cli.doctor;

import org.jspecify.annotations.NullMarked;
