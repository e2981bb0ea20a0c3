// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.Locale;
import java.util.regex.Pattern;

/// Validator of account identifications: the format of an IBAN (ISO 13616) and its check digits (ISO 7064,
/// modulus 97).
final class AccountValidator {
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final int LONGEST = 34;

    private AccountValidator() {}

    /// The result of a validation.
    sealed interface AccountResult {
        /// @param checked false when it is an IBAN whose check digits are wrong
        record Valid(String account, boolean checked) implements AccountResult {}

        record Invalid(String text) implements AccountResult {}
    }

    static AccountResult validate(PaymentInitiation.Account account) {
        if (account.iban() != null) {
            return iban(account.iban());
        }
        if (account.other() == null) {
            return new AccountResult.Invalid("is missing: use Id/IBAN or Id/Othr/Id");
        }
        if (account.other().length() > LONGEST) {
            return new AccountResult.Invalid(
                    ValueQuoter.quote(account.other()) + " is longer than " + LONGEST + " characters");
        }
        return new AccountResult.Valid(account.other(), true);
    }

    private static AccountResult iban(String written) {
        String iban = written.toUpperCase(Locale.ROOT);
        if (!IBAN.matcher(iban).matches()) {
            return new AccountResult.Invalid(ValueQuoter.quote(written)
                    + " is not an IBAN: two letters, two digits, 11 to 30 letters or digits, no spaces");
        }
        return new AccountResult.Valid(iban, remainder(iban) == 1);
    }

    private static int remainder(String iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder;
    }
}
