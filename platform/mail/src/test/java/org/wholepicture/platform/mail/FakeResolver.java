package org.wholepicture.platform.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows whom the tests put into it; fails for the addressee "faulty". */
@ApplicationScoped
class FakeResolver implements RecipientResolver {

    private final Map<String, List<Recipient>> known = new ConcurrentHashMap<>();

    void know(String addressee, Recipient... inOrder) {
        known.put(addressee, List.of(inOrder));
    }

    void forgetAll() {
        known.clear();
    }

    @Override
    public Optional<Recipient> resolve(String addressee, Set<String> refused) {
        if (addressee.equals("faulty")) {
            throw new IllegalStateException("nobody can be found for Name-Canary");
        }
        return known.getOrDefault(addressee, List.of()).stream()
                .filter(recipient -> !refused.contains(recipient.id()))
                .findFirst();
    }
}
