package dev.keelson.bootstrap.pki;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Primes for RSA moduli of 2048 bits and more: random ones, in the upper part of their range so
 * that a product of two has its full length, tested as FIPS 186-5 asks (section A.1.3, table B.1).
 *
 * <p>The platform's generator draws primes of which it then throws four in ten away as too small;
 * here a number is in range before it is tested, which halves the time. Where a search begins is
 * random; from there every odd number is a candidate, as in {@link BigInteger#probablePrime}.
 */
final class RsaPrimes {
  static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  /** Table B.1, for primes of 1024 bits and an error below 2^-112; longer ones need fewer. */
  private static final int ROUNDS = 5;

  private static final int SIEVE_LIMIT = 1 << 15;
  private static final int[] SMALL_PRIMES = smallPrimes();
  private static final long WORD = 0xffff_ffffL;

  private final int bits;
  private final SecureRandom random;
  private final BigInteger smallest;

  /**
   * @param bits of a prime, half of the modulus's, a multiple of 32
   */
  RsaPrimes(int bits, SecureRandom random) {
    this.bits = bits;
    this.random = random;
    this.smallest = BigInteger.TWO.pow(2 * bits - 1).sqrt().add(BigInteger.ONE);
  }

  /** A prime p of exactly that many bits, p - 1 coprime to the exponent. */
  BigInteger next() {
    while (true) {
      BigInteger start = new BigInteger(bits, random).setBit(0);
      BigInteger prime = start.compareTo(smallest) < 0 ? null : search(start);
      if (prime != null) {
        return prime;
      }
    }
  }

  private @Nullable BigInteger search(BigInteger start) {
    int span = 2 * bits; // six primes are to be expected in it
    BitSet composite = sieve(start, span);
    for (int i = composite.nextClearBit(0); i < span; i = composite.nextClearBit(i + 1)) {
      BigInteger candidate = start.add(BigInteger.valueOf(2L * i));
      if (candidate.bitLength() == bits && isPrime(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** Which of start, start + 2, start + 4... have a small factor. */
  private static BitSet sieve(BigInteger start, int span) {
    int[] words = words(start);
    var composite = new BitSet(span);
    for (int prime : SMALL_PRIMES) {
      int distance = (prime - remainder(words, prime)) % prime;
      int first = (distance & 1) == 0 ? distance / 2 : (distance + prime) / 2;
      for (int i = first; i < span; i += prime) {
        composite.set(i);
      }
    }
    return composite;
  }

  private boolean isPrime(BigInteger candidate) {
    BigInteger minusOne = candidate.subtract(BigInteger.ONE);
    // Fermat's test by 2 turns nearly every composite away; who passes is tested in earnest.
    return BigInteger.TWO.modPow(minusOne, candidate).equals(BigInteger.ONE)
        && minusOne.mod(EXPONENT).signum() != 0
        && passesMillerRabin(candidate, minusOne);
  }

  private boolean passesMillerRabin(BigInteger candidate, BigInteger minusOne) {
    int twos = minusOne.getLowestSetBit();
    BigInteger odd = minusOne.shiftRight(twos);
    for (int round = 0; round < ROUNDS; round++) {
      if (!passes(base(minusOne), candidate, minusOne, odd, twos)) {
        return false;
      }
    }
    return true;
  }

  private static boolean passes(
      BigInteger base, BigInteger candidate, BigInteger minusOne, BigInteger odd, int twos) {
    BigInteger power = base.modPow(odd, candidate);
    if (power.equals(BigInteger.ONE)) {
      return true;
    }
    for (int i = 1; i < twos && !power.equals(minusOne); i++) {
      power = power.multiply(power).mod(candidate);
    }
    return power.equals(minusOne);
  }

  /** Uniform from 2 to candidate - 2. */
  private BigInteger base(BigInteger minusOne) {
    while (true) {
      BigInteger base = new BigInteger(bits, random);
      if (base.compareTo(BigInteger.ONE) > 0 && base.compareTo(minusOne) < 0) {
        return base;
      }
    }
  }

  /** Big-endian 32-bit words. */
  private static int[] words(BigInteger value) {
    int[] words = new int[(value.bitLength() + 31) / 32];
    for (int i = 0; i < words.length; i++) {
      words[words.length - 1 - i] = value.shiftRight(32 * i).intValue();
    }
    return words;
  }

  private static int remainder(int[] words, int divisor) {
    long remainder = 0;
    for (int word : words) {
      remainder = ((remainder << 32) | (word & WORD)) % divisor;
    }
    return (int) remainder;
  }

  /** The odd primes below the limit. */
  private static int[] smallPrimes() {
    var composite = new BitSet(SIEVE_LIMIT);
    int[] primes = new int[SIEVE_LIMIT / 4];
    int count = 0;
    for (int i = 3; i < SIEVE_LIMIT; i += 2) {
      if (!composite.get(i)) {
        primes[count++] = i;
        for (int multiple = 3 * i; multiple < SIEVE_LIMIT; multiple += 2 * i) {
          composite.set(multiple);
        }
      }
    }
    return Arrays.copyOf(primes, count);
  }
}
