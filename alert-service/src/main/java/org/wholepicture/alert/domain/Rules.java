package org.wholepicture.alert.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that are built, in the order of domain.md C10. */
public final class Rules {

    /** Every rule. */
    public static final List<Rule> ALL =
            List.of(
                    new WnbRepeat(),
                    new ContraPair(),
                    new ConfirmMissing(),
                    new StepDownCheck(),
                    new SafeInfant());

    private static final Map<String, Rule> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::name, Function.identity()));

    private Rules() {}

    /** The rule of that name, if it is built. */
    public static Optional<Rule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
