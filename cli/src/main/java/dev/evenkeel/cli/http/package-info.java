// SPDX-License-Identifier: Apache-2.0

/// How commands talk to an Evenkeel server: where it is, what it answers, and what its refusals mean to a person.
@NullMarked
package dev.evenkeel.cli.http;

import org.jspecify.annotations.NullMarked;
