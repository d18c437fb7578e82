-- Who asks for a number that was replaced is told of the person of today.
CREATE INDEX persons_former_number ON persons ((facts->>'vorigBurgerservicenummer'))
  WHERE facts->>'vorigBurgerservicenummer' IS NOT NULL;
